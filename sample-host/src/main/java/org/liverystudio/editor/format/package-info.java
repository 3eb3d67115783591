/**
 * Files in and out: one {@link org.liverystudio.editor.format.FileFormat} for each kind, found by
 * {@link org.liverystudio.editor.format.FileFormats}.
 *
 * <p>A reader checks sizes against the file before it allocates, keeps what it does not understand,
 * and says what it cannot show. A writer goes through {@link
 * org.liverystudio.editor.format.AtomicFile}, so a file appears whole or not at all, and says what
 * its format cannot hold.
 */
package org.liverystudio.editor.format;
