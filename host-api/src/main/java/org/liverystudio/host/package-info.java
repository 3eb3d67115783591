/**
 * What a plugin may see of a paint editor: interfaces and records, no implementation.
 *
 * <p>A plugin adds a {@link org.liverystudio.host.PaintTool} to the toolbox or a {@link
 * org.liverystudio.host.CommandLineTool} to the command line. It reads documents through immutable
 * {@link org.liverystudio.host.DocumentSnapshot snapshots} and changes them only by a labelled
 * {@link org.liverystudio.host.DocumentEdit}, which is one step of undo. Every type may be used
 * from any thread unless it says otherwise. JavaFX appears only in {@link
 * org.liverystudio.host.ui}.
 *
 * <p>The package follows semantic versioning; it grows by default methods and new types, so that a
 * plugin built for 1.0 still loads in 1.x.
 */
package org.liverystudio.host;
