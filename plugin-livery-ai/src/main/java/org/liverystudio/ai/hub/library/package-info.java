/**
 * All that a painter can do with models, in one place: {@link
 * org.liverystudio.ai.hub.library.ModelLibrary} lists, fetches, checks, repairs, removes, moves,
 * exports and imports them, and {@link org.liverystudio.ai.hub.library.RunningDownload} is what a
 * window shows of a download. No windows here.
 */
package org.liverystudio.ai.hub.library;
