package io.jenkins.plugins.paas.check;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a program may do without being root, as its file's attribute {@code security.capability} says.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/capabilities.7.html">capabilities(7), and linux/capability.h for the bytes</a>
 */
final class FileCapabilities {
    static final String ATTRIBUTE = "security.capability";

    /** By their bits, from the lowest. */
    private static final List<String> NAMES = List.of(
            "CHOWN",
            "DAC_OVERRIDE",
            "DAC_READ_SEARCH",
            "FOWNER",
            "FSETID",
            "KILL",
            "SETGID",
            "SETUID",
            "SETPCAP",
            "LINUX_IMMUTABLE",
            "NET_BIND_SERVICE",
            "NET_BROADCAST",
            "NET_ADMIN",
            "NET_RAW",
            "IPC_LOCK",
            "IPC_OWNER",
            "SYS_MODULE",
            "SYS_RAWIO",
            "SYS_CHROOT",
            "SYS_PTRACE",
            "SYS_PACCT",
            "SYS_ADMIN",
            "SYS_BOOT",
            "SYS_NICE",
            "SYS_RESOURCE",
            "SYS_TIME",
            "SYS_TTY_CONFIG",
            "MKNOD",
            "LEASE",
            "AUDIT_WRITE",
            "AUDIT_CONTROL",
            "SETFCAP",
            "MAC_OVERRIDE",
            "MAC_ADMIN",
            "SYSLOG",
            "WAKE_ALARM",
            "BLOCK_SUSPEND",
            "AUDIT_READ",
            "PERFMON",
            "BPF",
            "CHECKPOINT_RESTORE");

    /** The first version of the attribute has 32 bits of each set, later ones have 64. */
    private static final int FIRST_VERSION = 1;

    private FileCapabilities() {}

    /**
     * Their names, such as {@code NET_BIND_SERVICE}; a bit that has none is told by its number.
     *
     * @param value the attribute, each character one byte
     */
    static List<String> of(String value) {
        ByteBuffer bytes =
                ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int version = bytes.getInt() >>> 24;
            long permitted = unsigned(bytes);
            long inheritable = unsigned(bytes);
            if (version > FIRST_VERSION) {
                permitted |= unsigned(bytes) << 32;
                inheritable |= unsigned(bytes) << 32;
            }
            return names(permitted | inheritable);
        } catch (BufferUnderflowException e) {
            return List.of("unknown ones");
        }
    }

    private static long unsigned(ByteBuffer bytes) {
        return Integer.toUnsignedLong(bytes.getInt());
    }

    private static List<String> names(long bits) {
        List<String> names = new ArrayList<>();
        for (long left = bits; left != 0; left &= left - 1) {
            int bit = Long.numberOfTrailingZeros(left);
            names.add(bit < NAMES.size() ? NAMES.get(bit) : "number " + bit);
        }
        return names;
    }
}
