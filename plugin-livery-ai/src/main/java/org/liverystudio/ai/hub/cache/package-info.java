/**
 * The cache that huggingface_hub and many programs share. {@link
 * org.liverystudio.ai.hub.cache.HubCache} and {@link org.liverystudio.ai.hub.cache.RepoFolder} keep
 * its layout, {@link org.liverystudio.ai.hub.cache.SharedLock} its locks, and {@link
 * org.liverystudio.ai.hub.cache.CheckedBlobs} remembers which files were hashed.
 */
package org.liverystudio.ai.hub.cache;
