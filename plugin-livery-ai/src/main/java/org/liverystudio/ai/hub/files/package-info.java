/**
 * Files on a drive, whatever they hold: written whole or not at all, hashed, and counted against
 * the free space.
 */
package org.liverystudio.ai.hub.files;
