package dev.finwait.kernel.event;

import dev.finwait.kernel.event.KernelEvent.ErrorReported;
import dev.finwait.kernel.event.KernelEvent.ResetReceived;
import dev.finwait.kernel.event.KernelEvent.ResetSent;
import dev.finwait.kernel.event.KernelEvent.StateChanged;
import dev.finwait.kernel.event.KernelEvent.TaskExiting;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads one kind of event as this kernel lays it out.
sealed interface EventLayout {
    /// Reads an event.
    ///
    /// @param nanos when it happened
    /// @param page where it lies
    /// @param at where it begins
    /// @return the event
    KernelEvent read(long nanos, ByteBuffer page, int at);

    /// `tcp_send_reset`.
    ///
    /// @param origin what ran
    /// @param addresses the ends
    /// @param state the socket's state; null on kernels that do not give it
    /// @param states its names
    /// @param reason the reason; null on kernels that give none
    /// @param reasons its names
    record Sent(
            Origin origin,
            AddressFields addresses,
            @Nullable NumberField state,
            Names states,
            @Nullable NumberField reason,
            Names reasons)
            implements EventLayout {
        @Override
        public KernelEvent read(long nanos, ByteBuffer page, int at) {
            int number = state == null ? 0 : state.read(page, at);
            return new ResetSent(
                    nanos,
                    origin.task().read(page, at),
                    origin.context(page, at),
                    addresses.read(page, at),
                    reason == null ? null : reasons.of(reason.read(page, at)),
                    number == 0 ? null : states.of(number));
        }
    }

    /// `tcp_receive_reset`.
    ///
    /// @param origin what ran
    /// @param addresses the ends
    record Received(Origin origin, AddressFields addresses) implements EventLayout {
        @Override
        public KernelEvent read(long nanos, ByteBuffer page, int at) {
            return new ResetReceived(
                    nanos, origin.task().read(page, at), origin.context(page, at), addresses.read(page, at));
        }
    }

    /// `inet_sock_set_state`.
    ///
    /// @param origin what ran
    /// @param addresses the ends
    /// @param from the old state
    /// @param to the new state
    /// @param states the names of both
    record State(Origin origin, AddressFields addresses, NumberField from, NumberField to, Names states)
            implements EventLayout {
        @Override
        public KernelEvent read(long nanos, ByteBuffer page, int at) {
            return new StateChanged(
                    nanos,
                    origin.task().read(page, at),
                    origin.context(page, at),
                    addresses.read(page, at),
                    states.of(from.read(page, at)),
                    states.of(to.read(page, at)));
        }
    }

    /// `inet_sk_error_report`.
    ///
    /// @param origin what ran
    /// @param addresses the ends
    /// @param errno the error
    record Failure(Origin origin, AddressFields addresses, NumberField errno) implements EventLayout {
        @Override
        public KernelEvent read(long nanos, ByteBuffer page, int at) {
            return new ErrorReported(
                    nanos,
                    origin.task().read(page, at),
                    origin.context(page, at),
                    addresses.read(page, at),
                    errno.read(page, at));
        }
    }

    /// `sched_process_exit`.
    ///
    /// @param origin what ran
    /// @param name where its name begins
    /// @param length the longest name
    record Exit(Origin origin, int name, int length) implements EventLayout {
        @Override
        public KernelEvent read(long nanos, ByteBuffer page, int at) {
            byte[] bytes = new byte[length];
            page.get(at + name, bytes);
            int end = 0;
            while (end < length && bytes[end] != 0) {
                end++;
            }
            String comm = new String(bytes, 0, end, StandardCharsets.UTF_8);
            return new TaskExiting(nanos, origin.task().read(page, at), comm);
        }
    }
}
