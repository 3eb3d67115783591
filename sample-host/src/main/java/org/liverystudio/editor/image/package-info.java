/**
 * Pixels: sparse tiles that never change, and how layers of them become one picture.
 *
 * <p>{@link org.liverystudio.editor.image.TiledImage} holds colour, {@link
 * org.liverystudio.editor.image.TiledMask} coverage; both share unchanged tiles of 256 x 256 pixels
 * with the image that they were made from, so keeping an old state costs only what changed. {@link
 * org.liverystudio.editor.image.Compositor} blends a stack of {@link
 * org.liverystudio.editor.image.CompositeNode nodes} for any rectangle, also at a half, a quarter
 * and so on of the size. Alpha is straight: colour under alpha 0 is kept. No files, no undo and no
 * JavaFX here.
 */
package org.liverystudio.editor.image;
