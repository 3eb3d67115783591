package org.liverystudio.ai.hub.download;

import org.liverystudio.host.LiveryException;

/** What every part of a download works with. */
record DownloadTools(
        HubClient client, Time time, BackOff backOff, Tuning tuning, ProgressMeter meter) {
    static LiveryException gaveUp(RemoteFile file, Exception reason) {
        return new LiveryException(
                "The download of %s keeps failing: %s.".formatted(file, reason.getMessage()),
                "Check the connection and start the download again; finished parts stay.",
                reason);
    }
}
