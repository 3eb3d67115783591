/**
 * Brings model files to this computer and keeps them whole.
 *
 * <p>Files lie in the cache that huggingface_hub and many programs share: {@link
 * org.liverystudio.ai.hub.HubCache} and {@link org.liverystudio.ai.hub.RepoFolder} keep its layout,
 * {@link org.liverystudio.ai.hub.SharedLock} its locks. {@link org.liverystudio.ai.hub.Catalogue}
 * names the files that this program knows, {@link org.liverystudio.ai.hub.ModelStore} tells which
 * of them are here, and {@link org.liverystudio.ai.hub.CheckedBlobs} remembers which were hashed.
 * No tensors and no windows here.
 */
package org.liverystudio.ai.hub;
