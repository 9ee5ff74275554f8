package dev.finwait.export.otel;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Who is sending: what the environment says, and where it says nothing, this program on this host.
final class ThisService {
    private static final AttributeKey<String> NAME = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> VERSION = AttributeKey.stringKey("service.version");
    private static final AttributeKey<String> HOST = AttributeKey.stringKey("host.name");

    private ThisService() {}

    /// Completes a resource.
    static Resource complete(Resource asked, String version) {
        AttributesBuilder own = Attributes.builder().put(VERSION, version);
        String host = hostName();
        if (!host.isEmpty()) {
            own.put(HOST, host);
        }
        Resource complete = Resource.create(own.build()).merge(asked);
        String name = asked.getAttribute(NAME);
        boolean unnamed = name == null || name.startsWith("unknown_service");
        return unnamed ? complete.merge(Resource.create(Attributes.of(NAME, "finwait"))) : complete;
    }

    /// As the kernel has it, without asking a name server.
    private static String hostName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
