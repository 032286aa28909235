<?php

declare(strict_types=1);

require __DIR__ . '/../src/greeting.php';

// Change this line, deploy again, and see how little is sent.
const VERSION = '1';
const LONGEST_MS = 10_000;

function send(int $status, array $body): void
{
    http_response_code($status);
    header('Content-Type: application/json');
    echo json_encode($body, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES), "\n";
}

switch (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)) {
    case '/':
        usleep(1000 * max(0, min(LONGEST_MS, (int) ($_GET['wait'] ?? 0))));
        send(200, [
            'greeting' => greeting(),
            'version' => VERSION,
            'host' => gethostname(),
            'runtime' => ['workers' => (int) getenv('PHP_FPM_MAX_CHILDREN'), 'sapi' => PHP_SAPI],
        ]);
        break;
    case '/health':
        send(200, ['status' => 'up']);
        break;
    default:
        send(404, ['error' => 'there is only / and /health']);
}
