package org.liverystudio.ai.diffusion;

/**
 * The shape of what a union ControlNet has beside a plain one.
 *
 * @param kinds of control that it knows, the first ones of {@link ControlType}
 * @param layers of the transformer that weighs pictures
 */
record ControlUnion(int kinds, int layers) {
    static ControlUnion read(JsonConfig json, UnetConfig trunk) {
        int width = trunk.channels().getFirst();
        // Tokens are means of feature maps, and are added to feature maps again.
        require(json, "num_trans_channel", json.count("num_trans_channel", 320), width, width);
        require(json, "num_proj_channel", json.count("num_proj_channel", 320), width, width);
        int heads = json.count("num_trans_head", 8);
        if (heads < 1 || width % heads != 0) {
            throw json.unsupported("num_trans_head", String.valueOf(heads));
        }
        int kinds = json.count("num_control_type", 6);
        require(json, "num_control_type", kinds, 1, ControlType.values().length);
        return new ControlUnion(kinds, json.count("num_trans_layer", 1));
    }

    private static void require(JsonConfig json, String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw json.unsupported(key, String.valueOf(value));
        }
    }
}
