package org.liverystudio.host;

import java.util.Optional;

/**
 * Settings that last; each plugin has a space of its own. Values are kept soon after they are put.
 */
public interface Preferences {
    Optional<String> get(String key);

    void put(String key, String value);

    void remove(String key);
}
