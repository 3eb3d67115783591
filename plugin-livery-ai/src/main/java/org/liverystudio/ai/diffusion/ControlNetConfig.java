package org.liverystudio.ai.diffusion;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The shape of an SDXL ControlNet.
 *
 * @param trunk the copied half of the UNet
 * @param pictureChannels channels of the control picture
 * @param hintChannels widths of the picture's embedding, from full size to the size of the latents
 * @param blueFirst whether it wants blue, green, red
 * @param union what it has more if it reads several kinds of control
 */
record ControlNetConfig(
        UnetConfig trunk,
        int pictureChannels,
        List<Integer> hintChannels,
        boolean blueFirst,
        Optional<ControlUnion> union) {

    /** The second name is that of the code which the first union networks came with. */
    private static final List<String> UNIONS =
            List.of("ControlNetUnionModel", "ControlNetModel_Union");

    static ControlNetConfig read(Path file) {
        JsonConfig json = JsonConfig.read(file);
        boolean union = UNIONS.contains(json.text("_class_name", ""));
        if (!union) {
            json.only("_class_name", "ControlNetModel");
        }
        json.only("global_pool_conditions", false);
        json.absent("time_embedding_dim");
        UnetConfig trunk = UnetConfig.ofTrunk(json, 0, List.of());
        ControlNetConfig config =
                new ControlNetConfig(
                        trunk,
                        json.count("conditioning_channels", 3),
                        hintChannels(json, union),
                        blueFirst(json, union),
                        union ? Optional.of(ControlUnion.read(json, trunk)) : Optional.empty());
        json.refuseUnknown();
        return config;
    }

    private static List<Integer> hintChannels(JsonConfig json, boolean union) {
        if (json.find("conditioning_embedding_out_channels").isPresent()) {
            return json.counts("conditioning_embedding_out_channels");
        }
        return union ? List.of(48, 96, 192, 384) : List.of(16, 32, 96, 256);
    }

    private static boolean blueFirst(JsonConfig json, boolean union) {
        String key = "controlnet_conditioning_channel_order";
        if (union) {
            json.only(key, "rgb");
        } else {
            json.only(key, "rgb", "bgr");
        }
        return json.text(key, "rgb").equals("bgr");
    }
}
