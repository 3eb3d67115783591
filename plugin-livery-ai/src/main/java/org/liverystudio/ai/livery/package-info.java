/**
 * What is special about painting a car: where paint may go, what steers the network, where the
 * result belongs.
 *
 * <p>{@link PaintableArea} and {@link LayerCoverage} read the template's guides, {@link
 * ControlPicture} draws what a ControlNet gets to see, {@link PasteBack} cuts a generated picture
 * to the paint, {@link ResultPlacement} finds its place below decals and numbers. All of it is
 * pure: a snapshot goes in, new pixels come out, nothing is changed.
 */
package org.liverystudio.ai.livery;
