package dev.finwait.kernel.event;

import dev.finwait.kernel.trace.EventFormat;
import dev.finwait.kernel.trace.EventFormat.Field;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A number in an event.
///
/// @param offset where it begins
/// @param size its bytes: 1, 2 or 4; of 8 the lower half is read
record NumberField(int offset, int size) {
    static Optional<NumberField> in(EventFormat format, String name) {
        return format.find(name).map(NumberField::of);
    }

    private static NumberField of(Field field) {
        return new NumberField(field.offset(), field.size());
    }

    int read(ByteBuffer page, int at) {
        return switch (size) {
            case Byte.BYTES -> Byte.toUnsignedInt(page.get(at + offset));
            case Short.BYTES -> Short.toUnsignedInt(page.getShort(at + offset));
            case Integer.BYTES -> page.getInt(at + offset);
            default -> (int) page.getLong(at + offset);
        };
    }
}
