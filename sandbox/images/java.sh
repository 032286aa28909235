# shellcheck shell=bash disable=SC2034
# A Java 17 runtime without graphics, with a shell, the CA bundle and Java's own trust store, time zones.
IMAGE=base/java:17
LANGUAGE=java
INCLUDE='openjdk-17-jre-headless busybox ca-certificates tzdata'
ENVIRONMENT=(PATH=/usr/lib/jvm/java-17/bin:/usr/local/bin:/usr/bin:/bin JAVA_HOME=/usr/lib/jvm/java-17 LANG=C.UTF-8)

finish() {
  local root=$1 home java_home=/usr/lib/jvm/java-17
  home=$(cd "$root/usr/lib/jvm" && ls -d java-17-openjdk-*)
  ln -sfn "$home" "$root$java_home"
  # ct.sym is for compilers, gconv for character sets that Java brings itself.
  rm -rf "$root/usr/lib/jvm/$home"/{man,legal,docs,lib/ct.sym,lib/server/classes_nocoops.jsa} "$root"/usr/lib/jvm/openjdk-17 "$root"/usr/lib/*/gconv
  mkdir -p "$root/etc/ssl/certs/java"
  # The runtime's own packages would have made its trust store, and the archive that halves its start-up time.
  unshare --mount bash -euc '
    mount -t proc proc "$1/proc"
    mkdir -p "$1/tmp/ca" && cp "$1"/usr/share/ca-certificates/mozilla/*.crt "$1/tmp/ca/"
    (cd "$1" && printf "+/%s\n" tmp/ca/*.crt) | chroot "$1" "$2/bin/java" -Xmx64m -jar /usr/share/ca-certificates-java/ca-certificates-java.jar -storepass changeit
    chroot "$1" "$2/bin/java" -Xshare:dump' finish "$root" "$java_home"
  drop_unused_libraries "$root" "$root/usr/lib/jvm/$home"
  rm -rf "$root"/tmp/ca "$root"/usr/share/{ca-certificates,ca-certificates-java,java,alsa,binfmts,doc-base,gcc,gdb,glib-2.0,initramfs-tools,libgcrypt20,util-linux}
}

# drop_unused_libraries ROOT JAVA_HOME: packages pull in what printing, sound and sign-on need; keep what Java's own
# libraries link to, and fontconfig, which Java opens by name.
drop_unused_libraries() {
  local root=$1 file used loader
  loader=$(cd "$root" && find lib lib64 -maxdepth 1 -name "ld-linux*" | head -n 1)
  used=$({ find "$2/bin" "$2/lib" -type f \( -name '*.so' -o -perm -u+x \); ls -d "$root/bin/busybox" "$root"/usr/lib/*/libfontconfig.so.1; } \
    | while read -r file; do
      printf '%s\n' "$file"
      # Not every file is a program; those that are not have nothing to list.
      chroot "$root" "/$loader" --library-path "${2#"$root"}/lib/server" --list "${file#"$root"}" 2> /dev/null | sed -n "s|.* => \(/[^ ]*\) .*|$root\1|p"
    done | while read -r file; do readlink -f "$file"; done | sort -u)
  find "$root"/lib/*-linux-gnu "$root"/usr/lib/*-linux-gnu -name '*.so*' ! -name 'ld-linux*' | while read -r file; do
    grep -qxF "$(readlink -f "$file")" <<< "$used" || rm -f "$file"
  done
  find "$root"/usr/lib -type d -empty -delete
}
