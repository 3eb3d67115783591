/**
 * The {@code livery} program in a terminal: which command is meant, what it prints, how it ends.
 *
 * <p>{@link Livery} decides; {@link InfoCommand} and {@link ConvertCommand} are the editor's own
 * commands, {@link PluginCommands} runs those of plugins. Results go to stdout and nothing else
 * does. Exit codes: {@link ExitCode}.
 */
package org.liverystudio.editor.cli;
