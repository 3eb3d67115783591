/** JPEG, WebP, BMP and TGA by the TwelveMonkeys libraries for ImageIO. */
package org.liverystudio.editor.format.imageio;
