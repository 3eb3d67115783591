/**
 * Models on a stick, for computers without a line: {@link
 * org.liverystudio.ai.hub.bundle.BundleExport} writes a set as zip files or as a folder, {@link
 * org.liverystudio.ai.hub.bundle.BundleImport} reads them back, in any order and as often as it
 * takes. Each piece of 16 MiB has a SHA-256 of its own in the {@link
 * org.liverystudio.ai.hub.bundle.BundleManifest}.
 */
package org.liverystudio.ai.hub.bundle;
