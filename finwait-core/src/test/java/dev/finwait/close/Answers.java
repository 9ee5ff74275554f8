package dev.finwait.close;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/// The ways to hand over the same last bytes.
enum Answers {
    HEAP_BUFFERS {
        @Override
        void with(byte[] bytes, Path directory, Body body) throws Exception {
            int head = Math.min(200, bytes.length);
            body.run(LastBytes.of(ByteBuffer.wrap(bytes, 0, head), ByteBuffer.wrap(bytes, head, bytes.length - head)));
        }
    },

    DIRECT_BUFFER {
        @Override
        void with(byte[] bytes, Path directory, Body body) throws Exception {
            body.run(LastBytes.of(
                    ByteBuffer.allocateDirect(bytes.length).put(bytes).flip()));
        }
    },

    STREAM {
        @Override
        void with(byte[] bytes, Path directory, Body body) throws Exception {
            body.run(LastBytes.from(new ByteArrayInputStream(bytes)));
        }
    },

    FILE_REGION {
        @Override
        void with(byte[] bytes, Path directory, Body body) throws Exception {
            Path file = directory.resolve("answer");
            Files.write(file, new byte[77]);
            Files.write(file, bytes, StandardOpenOption.APPEND);
            Files.write(file, new byte[99], StandardOpenOption.APPEND);
            try (FileChannel channel = FileChannel.open(file)) {
                body.run(LastBytes.region(channel, 77, bytes.length));
            }
        }
    };

    abstract void with(byte[] bytes, Path directory, Body body) throws Exception;

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @FunctionalInterface
    interface Body {
        void run(LastBytes last) throws Exception;
    }
}
