package org.liverystudio.ai.plugin;

import org.pf4j.Plugin;

/**
 * The plugin's entry. Starting it loads nothing heavy: models and PyTorch come with the first
 * picture. Stopping it ends jobs and engines, so that its class loader can go.
 */
public final class LiveryAiPlugin extends Plugin {
    @Override
    public void start() {
        LiveryServices.start(PluginHome.find());
    }

    @Override
    public void stop() {
        LiveryServices.stop();
    }
}
