package dev.finwait.error;

import static dev.finwait.error.OperatingSystem.LINUX;
import static dev.finwait.error.OperatingSystem.MACOS;
import static dev.finwait.error.OperatingSystem.WINDOWS;
import static dev.finwait.error.SocketError.ABORTED_LOCALLY;
import static dev.finwait.error.SocketError.ADDRESS_IN_USE;
import static dev.finwait.error.SocketError.ADDRESS_NOT_AVAILABLE;
import static dev.finwait.error.SocketError.BROKEN_PIPE;
import static dev.finwait.error.SocketError.CLOSED_LOCALLY;
import static dev.finwait.error.SocketError.NOT_CONNECTED;
import static dev.finwait.error.SocketError.NOT_PERMITTED;
import static dev.finwait.error.SocketError.OUT_OF_RESOURCES;
import static dev.finwait.error.SocketError.REFUSED;
import static dev.finwait.error.SocketError.RESET_BY_PEER;
import static dev.finwait.error.SocketError.SHUT_DOWN_LOCALLY;
import static dev.finwait.error.SocketError.TIMED_OUT;
import static dev.finwait.error.SocketError.UNKNOWN;
import static dev.finwait.error.SocketError.UNREACHABLE;
import static dev.finwait.error.SocketError.WOULD_BLOCK;

import java.util.List;

/// The numbers themselves: errno.h of Linux (asm-generic) and macOS, winsock2.h and winerror.h of Windows.
///
/// Numbers that mean a socket error on one system are listed for the others too, where they mean something else.
final class ErrorCodeTable {
    static final List<ErrorCode> CODES = List.of(
            code(LINUX, 1, "EPERM", "Operation not permitted", NOT_PERMITTED),
            code(LINUX, 9, "EBADF", "Bad file descriptor", CLOSED_LOCALLY),
            code(LINUX, 11, "EAGAIN", "Resource temporarily unavailable", WOULD_BLOCK),
            code(LINUX, 13, "EACCES", "Permission denied", NOT_PERMITTED),
            code(LINUX, 23, "ENFILE", "Too many open files in system", OUT_OF_RESOURCES),
            code(LINUX, 24, "EMFILE", "Too many open files", OUT_OF_RESOURCES),
            code(LINUX, 32, "EPIPE", "Broken pipe", BROKEN_PIPE),
            code(LINUX, 35, "EDEADLK", "Resource deadlock avoided", UNKNOWN),
            code(LINUX, 48, "ELNRNG", "Link number out of range", UNKNOWN),
            code(LINUX, 49, "EUNATCH", "Protocol driver not attached", UNKNOWN),
            code(LINUX, 50, "ENOCSI", "No CSI structure available", UNKNOWN),
            code(LINUX, 51, "EL2HLT", "Level 2 halted", UNKNOWN),
            code(LINUX, 53, "EBADR", "Invalid request descriptor", UNKNOWN),
            code(LINUX, 54, "EXFULL", "Exchange full", UNKNOWN),
            code(LINUX, 55, "ENOANO", "No anode", UNKNOWN),
            code(LINUX, 57, "EBADSLT", "Invalid slot", UNKNOWN),
            code(LINUX, 60, "ENOSTR", "Device not a stream", UNKNOWN),
            code(LINUX, 61, "ENODATA", "No data available", UNKNOWN),
            code(LINUX, 64, "ENONET", "Machine is not on the network", UNKNOWN),
            code(LINUX, 65, "ENOPKG", "Package not installed", UNKNOWN),
            code(LINUX, 98, "EADDRINUSE", "Address already in use", ADDRESS_IN_USE),
            code(LINUX, 99, "EADDRNOTAVAIL", "Cannot assign requested address", ADDRESS_NOT_AVAILABLE),
            code(LINUX, 100, "ENETDOWN", "Network is down", UNREACHABLE),
            code(LINUX, 101, "ENETUNREACH", "Network is unreachable", UNREACHABLE),
            code(LINUX, 103, "ECONNABORTED", "Software caused connection abort", ABORTED_LOCALLY),
            code(LINUX, 104, "ECONNRESET", "Connection reset by peer", RESET_BY_PEER),
            code(LINUX, 105, "ENOBUFS", "No buffer space available", OUT_OF_RESOURCES),
            code(LINUX, 107, "ENOTCONN", "Transport endpoint is not connected", NOT_CONNECTED),
            code(LINUX, 108, "ESHUTDOWN", "Cannot send after transport endpoint shutdown", SHUT_DOWN_LOCALLY),
            code(LINUX, 110, "ETIMEDOUT", "Connection timed out", TIMED_OUT),
            code(LINUX, 111, "ECONNREFUSED", "Connection refused", REFUSED),
            code(LINUX, 112, "EHOSTDOWN", "Host is down", UNREACHABLE),
            code(LINUX, 113, "EHOSTUNREACH", "No route to host", UNREACHABLE),
            code(LINUX, 121, "EREMOTEIO", "Remote I/O error", UNKNOWN),
            code(MACOS, 1, "EPERM", "Operation not permitted", NOT_PERMITTED),
            code(MACOS, 9, "EBADF", "Bad file descriptor", CLOSED_LOCALLY),
            code(MACOS, 11, "EDEADLK", "Resource deadlock avoided", UNKNOWN),
            code(MACOS, 13, "EACCES", "Permission denied", NOT_PERMITTED),
            code(MACOS, 23, "ENFILE", "Too many open files in system", OUT_OF_RESOURCES),
            code(MACOS, 24, "EMFILE", "Too many open files", OUT_OF_RESOURCES),
            code(MACOS, 32, "EPIPE", "Broken pipe", BROKEN_PIPE),
            code(MACOS, 35, "EAGAIN", "Resource temporarily unavailable", WOULD_BLOCK),
            code(MACOS, 48, "EADDRINUSE", "Address already in use", ADDRESS_IN_USE),
            code(MACOS, 49, "EADDRNOTAVAIL", "Can't assign requested address", ADDRESS_NOT_AVAILABLE),
            code(MACOS, 50, "ENETDOWN", "Network is down", UNREACHABLE),
            code(MACOS, 51, "ENETUNREACH", "Network is unreachable", UNREACHABLE),
            code(MACOS, 53, "ECONNABORTED", "Software caused connection abort", ABORTED_LOCALLY),
            code(MACOS, 54, "ECONNRESET", "Connection reset by peer", RESET_BY_PEER),
            code(MACOS, 55, "ENOBUFS", "No buffer space available", OUT_OF_RESOURCES),
            code(MACOS, 57, "ENOTCONN", "Socket is not connected", NOT_CONNECTED),
            code(MACOS, 58, "ESHUTDOWN", "Can't send after socket shutdown", SHUT_DOWN_LOCALLY),
            code(MACOS, 60, "ETIMEDOUT", "Operation timed out", TIMED_OUT),
            code(MACOS, 61, "ECONNREFUSED", "Connection refused", REFUSED),
            code(MACOS, 64, "EHOSTDOWN", "Host is down", UNREACHABLE),
            code(MACOS, 65, "EHOSTUNREACH", "No route to host", UNREACHABLE),
            code(MACOS, 98, "ENOSR", "No STREAM resources", UNKNOWN),
            code(MACOS, 99, "ENOSTR", "Not a STREAM", UNKNOWN),
            code(MACOS, 100, "EPROTO", "Protocol error", UNKNOWN),
            code(MACOS, 101, "ETIME", "STREAM ioctl timeout", UNKNOWN),
            code(MACOS, 103, "ENOPOLICY", "No such policy registered", UNKNOWN),
            code(MACOS, 104, "ENOTRECOVERABLE", "State not recoverable", UNKNOWN),
            code(MACOS, 105, "EOWNERDEAD", "Previous owner died", UNKNOWN),
            code(
                    WINDOWS,
                    64,
                    "ERROR_NETNAME_DELETED",
                    "The specified network name is no longer available",
                    RESET_BY_PEER),
            code(WINDOWS, 121, "ERROR_SEM_TIMEOUT", "The semaphore timeout period has expired", TIMED_OUT),
            code(
                    WINDOWS,
                    995,
                    "ERROR_OPERATION_ABORTED",
                    "The I/O operation has been aborted because of either a thread exit or an application request",
                    CLOSED_LOCALLY),
            code(
                    WINDOWS,
                    1225,
                    "ERROR_CONNECTION_REFUSED",
                    "The remote computer refused the network connection",
                    REFUSED),
            code(
                    WINDOWS,
                    1236,
                    "ERROR_CONNECTION_ABORTED",
                    "The network connection was aborted by the local system",
                    ABORTED_LOCALLY),
            code(WINDOWS, 10009, "WSAEBADF", "The file handle supplied is not valid", CLOSED_LOCALLY),
            code(
                    WINDOWS,
                    10013,
                    "WSAEACCES",
                    "An attempt was made to access a socket in a way forbidden by its access permissions",
                    NOT_PERMITTED),
            code(WINDOWS, 10024, "WSAEMFILE", "Too many open sockets", OUT_OF_RESOURCES),
            code(
                    WINDOWS,
                    10035,
                    "WSAEWOULDBLOCK",
                    "A non-blocking socket operation could not be completed immediately",
                    WOULD_BLOCK),
            code(
                    WINDOWS,
                    10038,
                    "WSAENOTSOCK",
                    "An operation was attempted on something that is not a socket",
                    CLOSED_LOCALLY),
            code(
                    WINDOWS,
                    10048,
                    "WSAEADDRINUSE",
                    "Only one usage of each socket address (protocol/network address/port) is normally permitted",
                    ADDRESS_IN_USE),
            code(
                    WINDOWS,
                    10049,
                    "WSAEADDRNOTAVAIL",
                    "The requested address is not valid in its context",
                    ADDRESS_NOT_AVAILABLE),
            code(WINDOWS, 10050, "WSAENETDOWN", "A socket operation encountered a dead network", UNREACHABLE),
            code(
                    WINDOWS,
                    10051,
                    "WSAENETUNREACH",
                    "A socket operation was attempted to an unreachable network",
                    UNREACHABLE),
            code(
                    WINDOWS,
                    10053,
                    "WSAECONNABORTED",
                    "An established connection was aborted by the software in your host machine",
                    ABORTED_LOCALLY),
            code(
                    WINDOWS,
                    10054,
                    "WSAECONNRESET",
                    "An existing connection was forcibly closed by the remote host",
                    RESET_BY_PEER),
            code(
                    WINDOWS,
                    10055,
                    "WSAENOBUFS",
                    "The system lacked sufficient buffer space or a queue was full",
                    OUT_OF_RESOURCES),
            code(
                    WINDOWS,
                    10057,
                    "WSAENOTCONN",
                    "A request to send or receive data was disallowed because the socket is not connected",
                    NOT_CONNECTED),
            code(
                    WINDOWS,
                    10058,
                    "WSAESHUTDOWN",
                    "A request to send or receive data was disallowed because the socket had already been shut down in that direction",
                    SHUT_DOWN_LOCALLY),
            code(
                    WINDOWS,
                    10060,
                    "WSAETIMEDOUT",
                    "A connection attempt failed because the connected party did not properly respond after a period of time",
                    TIMED_OUT),
            code(
                    WINDOWS,
                    10061,
                    "WSAECONNREFUSED",
                    "No connection could be made because the target machine actively refused it",
                    REFUSED),
            code(
                    WINDOWS,
                    10064,
                    "WSAEHOSTDOWN",
                    "A socket operation failed because the destination host was down",
                    UNREACHABLE),
            code(
                    WINDOWS,
                    10065,
                    "WSAEHOSTUNREACH",
                    "A socket operation was attempted to an unreachable host",
                    UNREACHABLE));

    private ErrorCodeTable() {}

    private static ErrorCode code(OperatingSystem system, int number, String name, String text, SocketError error) {
        return new ErrorCode(system, number, name, text, error);
    }
}
