# shellcheck shell=bash disable=SC2034
# The C and C++ libraries that compiled programs link to.
IMAGE=base/cpp:12
LANGUAGE=cpp
INCLUDE='libstdc++6 busybox ca-certificates tzdata'

finish() { rm -rf "$1"/usr/share/{ca-certificates,gcc,gdb}; }
