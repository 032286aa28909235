# shellcheck shell=bash disable=SC2034
# PHP-FPM, and nginx in front of it.
IMAGE=base/php:8.2
LANGUAGE=php
INCLUDE='php8.2-fpm php8.2-opcache nginx busybox ca-certificates tzdata'
ENVIRONMENT=(PATH=/usr/local/bin:/usr/sbin:/usr/bin:/bin LANG=C.UTF-8)

finish() {
  local module
  ln -sfn php-fpm8.2 "$1/usr/sbin/php-fpm"
  mkdir -p "$1/etc/php/8.2/fpm/conf.d"
  # What the packages' own scripts would switch on.
  for module in "$1"/usr/lib/php/2*/*.so; do
    module=$(basename "$module" .so)
    case $module in
      opcache) printf 'zend_extension=opcache.so\n' > "$1/etc/php/8.2/fpm/conf.d/10-opcache.ini" ;;
      *) printf 'extension=%s.so\n' "$module" > "$1/etc/php/8.2/fpm/conf.d/20-$module.ini" ;;
    esac
  done
  rm -rf "$1"/usr/share/{ca-certificates,nginx,systemd,vim} "$1"/usr/bin/{php8.2,phar*} "$1"/etc/nginx/{sites-*,snippets,modules-*,nginx.conf}
}
