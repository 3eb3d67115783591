/**
 * Services that every front of the editor shares, with a screen or without one.
 *
 * <p>{@link PlatformFolders} knows where files belong on this computer, {@link SettingsStore} keeps
 * small values, {@link TaskRunner} runs long work and lets anyone watch it, {@link Notices} carries
 * messages to whoever shows them, {@link Workspace} holds the open documents. No windows and no
 * terminal here: the user interface and the command line listen.
 */
package org.liverystudio.editor.app;
