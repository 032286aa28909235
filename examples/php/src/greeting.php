<?php

declare(strict_types=1);

/** The greeting: of the environment, of the configuration file, or a friendly default. */
function greeting(): string
{
    $file = (getenv('CONFIG_DIR') ?: '/etc/hello-php/config') . '/greeting.txt';
    return getenv('GREETING') ?: (is_file($file) ? trim((string) file_get_contents($file)) : 'Hello');
}
