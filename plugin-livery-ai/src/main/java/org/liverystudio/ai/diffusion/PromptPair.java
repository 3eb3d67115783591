package org.liverystudio.ai.diffusion;

/**
 * What is wanted and what is not, in as many tokens.
 *
 * @param prompt what is wanted
 * @param negative what is not
 */
public record PromptPair(EncodedPrompt prompt, EncodedPrompt negative) {}
