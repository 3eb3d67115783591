/**
 * Fetches files from a hub, whatever the line does: several files over several connections, stopped
 * and resumed at any byte, checked as the bytes arrive. A file gets its name in the cache only
 * after its hash matches.
 */
package org.liverystudio.ai.hub.download;
