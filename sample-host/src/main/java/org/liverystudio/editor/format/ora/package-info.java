/**
 * OpenRaster documents. {@code stack.xml} follows the baseline; attributes and elements in the
 * namespace {@code https://liverystudio.org/ns/openraster/1} hold the rest: blend modes that the
 * baseline lacks, fill opacity, clipping, alpha lock, layer masks (with the unmasked pixels beside
 * those that others see), roles and the values of plugins.
 */
package org.liverystudio.editor.format.ora;
