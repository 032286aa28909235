# shellcheck shell=bash disable=SC2034
# A Java 17 runtime without graphics, with a shell, the CA bundle and Java's own trust store, time zones.
IMAGE=base/java:17
LANGUAGE=java
INCLUDE='openjdk-17-jre-headless busybox-static ca-certificates tzdata'
ENVIRONMENT=(PATH=/usr/lib/jvm/java-17/bin:/usr/local/bin:/usr/bin:/bin JAVA_HOME=/usr/lib/jvm/java-17 LANG=C.UTF-8)

finish() {
  local root=$1 home java_home=/usr/lib/jvm/java-17
  home=$(cd "$root/usr/lib/jvm" && ls -d java-17-openjdk-*)
  ln -sfn "$home" "$root$java_home"
  rm -rf "$root$java_home"/{man,legal,docs} "$root"/usr/lib/jvm/openjdk-17
  mkdir -p "$root/etc/ssl/certs/java"
  # The runtime's own packages would have made its trust store, and the archive that halves its start-up time.
  unshare --mount bash -euc '
    mount -t proc proc "$1/proc"
    mkdir -p "$1/tmp/ca" && cp "$1"/usr/share/ca-certificates/mozilla/*.crt "$1/tmp/ca/"
    (cd "$1" && printf "+/%s\n" tmp/ca/*.crt) | chroot "$1" "$2/bin/java" -Xmx64m -jar /usr/share/ca-certificates-java/ca-certificates-java.jar -storepass changeit
    chroot "$1" "$2/bin/java" -Xshare:dump' finish "$root" "$java_home"
  rm -rf "$root"/tmp/ca "$root"/usr/share/{ca-certificates,ca-certificates-java,java}
}
