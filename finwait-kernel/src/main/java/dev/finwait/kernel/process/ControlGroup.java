package dev.finwait.kernel.process;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the control groups of a process tell: the container and the systemd unit that it belongs
/// to.
///
/// @param container the container's id; null outside of one
/// @param unit the unit's name; null outside of one
/// @param path the group itself, of the hierarchy that was read last; null for the first one
record ControlGroup(
        @Nullable String container,
        @Nullable String unit,
        @Nullable String path) {
    static final ControlGroup NONE = new ControlGroup(null, null, null);

    /// Container managers name a group by the container's id: 64 hexadecimal digits, mostly with a
    /// prefix or suffix.
    private static final Pattern CONTAINER = Pattern.compile("(?:^|[^0-9a-f])([0-9a-f]{64})(?:[^0-9a-f]|$)");
    private static final Pattern UNIT = Pattern.compile("([^/]+\\.service)(?=/|$)");

    /// Reads `/proc/PID/cgroup`: one line for each hierarchy of version 1, `0::PATH` for version 2.
    static ControlGroup parse(List<String> lines) {
        ControlGroup found = NONE;
        for (String line : lines) {
            String path = line.substring(line.lastIndexOf(':') + 1);
            found = new ControlGroup(
                    found.container == null ? last(CONTAINER, path) : found.container,
                    found.unit == null ? last(UNIT, path) : found.unit,
                    path.equals("/") ? found.path : path);
        }
        return found;
    }

    /// The innermost one: a container within a container, a unit of a user's manager.
    private static @Nullable String last(Pattern pattern, String path) {
        Matcher matcher = pattern.matcher(path);
        String found = null;
        while (matcher.find()) {
            found = matcher.group(1);
        }
        return found;
    }
}
