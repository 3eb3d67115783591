/**
 * Photoshop documents: reads PSD and PSB, writes PSD, with own code after Adobe's published file
 * format.
 *
 * <p>A file is a {@link org.liverystudio.editor.format.psd.PsdHeader}, image resources, layer
 * records with their channels, and one merged picture. {@link
 * org.liverystudio.editor.format.psd.PsdReader} and {@link
 * org.liverystudio.editor.format.psd.PsdWriter} walk through it. What the editor does not
 * understand stays byte for byte in {@link org.liverystudio.editor.format.psd.PsdLayerData} and
 * {@link org.liverystudio.editor.format.psd.PsdDocumentData} and is written back.
 *
 * <p>Values that plugins store with layers go into image resource {@value
 * org.liverystudio.editor.format.psd.PsdLayerProperties#RESOURCE_ID}, in the range that Adobe
 * leaves to plug-ins: JSON in UTF-8,
 *
 * <pre>{@code
 * {"format": "org.liverystudio.layers", "version": 1,
 *  "layers": {"17": {"role": "MASK", "properties": {"livery.ai.recipe": "..."}}}}
 * }</pre>
 *
 * where 17 is the layer's number in its {@code lyid} block and both members are optional.
 *
 * @see <a href="https://www.adobe.com/devnet-apps/photoshop/fileformatashtml/">Adobe Photoshop File
 *     Formats Specification</a>
 */
package org.liverystudio.editor.format.psd;
