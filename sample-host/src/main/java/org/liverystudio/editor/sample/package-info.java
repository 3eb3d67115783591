/**
 * Draws the car template that comes with the editor, {@code samples/gt-template.psd}: a GT car of
 * our own design, unwrapped into islands, with the groups of a sim's template.
 *
 * <p>{@link org.liverystudio.editor.sample.CarLayout} says where the islands lie, the painters draw
 * one group of layers each, {@link org.liverystudio.editor.sample.SampleTemplate} puts them
 * together and writes the file. Letters are strokes of our own, so every computer draws the same
 * pixels. Nothing else in the editor depends on this room. After a build, from the root of the
 * project:
 *
 * <pre>{@code
 * java -cp "sample-host/target/app/lib/*" org.liverystudio.editor.sample.SampleTemplate samples/gt-template.psd
 * }</pre>
 */
package org.liverystudio.editor.sample;
