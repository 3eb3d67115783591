package org.liverystudio.ai.diffusion;

import java.nio.file.Path;
import java.util.List;

/**
 * The shape of an SDXL ControlNet.
 *
 * @param trunk the copied half of the UNet
 * @param pictureChannels channels of the control picture
 * @param hintChannels widths of the picture's embedding, from full size to the size of the latents
 * @param blueFirst whether it wants blue, green, red
 */
record ControlNetConfig(
        UnetConfig trunk, int pictureChannels, List<Integer> hintChannels, boolean blueFirst) {

    static ControlNetConfig read(Path folder) {
        JsonConfig json = JsonConfig.read(folder.resolve("config.json"));
        json.only("_class_name", "ControlNetModel");
        json.only("global_pool_conditions", false);
        json.only("controlnet_conditioning_channel_order", "rgb", "bgr");
        ControlNetConfig config =
                new ControlNetConfig(
                        UnetConfig.ofTrunk(json, 0, List.of()),
                        json.count("conditioning_channels", 3),
                        json.find("conditioning_embedding_out_channels").isPresent()
                                ? json.counts("conditioning_embedding_out_channels")
                                : List.of(16, 32, 96, 256),
                        json.text("controlnet_conditioning_channel_order", "rgb").equals("bgr"));
        json.refuseUnknown();
        return config;
    }
}
