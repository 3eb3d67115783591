/**
 * Brings model files to this computer and keeps them whole. No tensors and no windows here.
 *
 * <p>From inside out: {@link org.liverystudio.ai.hub.files} hashes and writes safely, {@link
 * org.liverystudio.ai.hub.cache} keeps the folder layout that huggingface_hub and many programs
 * share, {@link org.liverystudio.ai.hub.catalogue} names the models that this program knows and
 * tells which are here, and {@link org.liverystudio.ai.hub.download} fetches what is missing.
 */
package org.liverystudio.ai.hub;
