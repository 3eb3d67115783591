package org.liverystudio.ai.engine;

/**
 * What computed a picture.
 *
 * @param name as after {@code --device}
 * @param why one sentence without its full stop
 */
public record DeviceUse(String name, String why) {}
