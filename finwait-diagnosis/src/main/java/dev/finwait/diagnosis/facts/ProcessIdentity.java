package dev.finwait.diagnosis.facts;

import org.jspecify.annotations.Nullable;

/// A process of this host.
///
/// @param pid its process id
/// @param name its name, as the kernel has it (at most 15 characters) or from its command line
/// @param command its command line; null when it could not be read
/// @param container the id of its container; null outside of one
/// @param unit its systemd unit; null outside of one
public record ProcessIdentity(
        long pid,
        String name,
        @Nullable String command,
        @Nullable String container,
        @Nullable String unit) {}
