/**
 * {@code livery generate}: the way of a prompt from the command line to a file.
 *
 * <p>{@link GenerateOptions} are the words of the command line, {@link GenerateProgram} does the
 * work: everything that can be wrong is found before the engine starts, so that a failure writes
 * nothing. Results go to stdout, progress and warnings to stderr.
 */
package org.liverystudio.ai.cli;
