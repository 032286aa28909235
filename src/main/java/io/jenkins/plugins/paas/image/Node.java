package io.jenkins.plugins.paas.image;

import java.nio.file.Path;

/** What a name in a tree of files stands for. Times are not kept: all files of our images have the same. */
public sealed interface Node {
    /** Permission bits, 0 to 07777 (octal). */
    int mode();

    /** Who it belongs to. */
    Owner owner();

    /** The same under another owner. */
    Node ownedBy(Owner other);

    /** A folder. */
    record Folder(int mode, Owner owner) implements Node {
        /** As builders make those that nobody asked for. */
        static final Folder USUAL = new Folder(0755, Owner.ROOT);

        @Override
        public Folder ownedBy(Owner other) {
            return new Folder(mode, other);
        }
    }

    /**
     * A regular file.
     *
     * @param content a file on this machine to take the content from
     * @param attributes its extended attributes
     */
    record File(int mode, Owner owner, Path content, Attributes attributes) implements Node {
        /** One without extended attributes. */
        public File(int mode, Owner owner, Path content) {
            this(mode, owner, content, Attributes.NONE);
        }

        @Override
        public File ownedBy(Owner other) {
            return new File(mode, other, content, attributes);
        }
    }

    /**
     * A symbolic link.
     *
     * @param target as written in it
     */
    record Link(Owner owner, String target) implements Node {
        @Override
        public int mode() {
            return 0777;
        }

        @Override
        public Link ownedBy(Owner other) {
            return new Link(other, target);
        }
    }
}
