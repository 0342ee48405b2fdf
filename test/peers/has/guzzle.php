<?php
// A client of HAS over Guzzle: a base address, exceptions for what is refused, redirects followed with the credentials it has.

require 'GuzzleHttp/autoload.php';

use GuzzleHttp\Client;
use GuzzleHttp\Exception\ClientException;

[, $base, $credentials, $folder] = $argv;
$client = new Client(['base_uri' => "$base/", 'auth' => explode(':', $credentials)]);

$multipart = [];
foreach (['start_date' => '*', 'end_date' => 'NOW', 'filter_type' => '2,3', 'limit' => '30'] as $name => $contents) {
    $multipart[] = ['name' => $name, 'contents' => $contents];
}
$lines = json_decode($client->post('search/', ['multipart' => $multipart])->getBody(), true)['data']['result'];

$files = [];
foreach ($lines as $line) {
    $size = $line['type'] === 'picture' ? 'web' : 'sd';
    $answer = $client->get("document/{$line['id']}/$size");
    $name = explode('=', $answer->getHeaderLine('Content-Disposition'))[1];
    file_put_contents("$folder/$name", $answer->getBody());
    $files[] = ['name' => $name, 'type' => $answer->getHeaderLine('Content-Type'), 'bytes' => filesize("$folder/$name"), 'group' => $line['group_id']];
}

// token with redirects on, straight into a file.
$client->get("token/{$lines[0]['id']}/" . ($lines[0]['type'] === 'picture' ? 'print' : 'sd'), ['sink' => "$folder/linked"]);

$group = array_values(array_filter($lines, fn($line) => $line['type'] === 'picture'))[0]['group_id'];
$links = json_decode($client->get("multitoken/$group")->getBody(), true);

$refusals = [];
foreach (['document/dl:picture:20260101:1/web', 'document/nonsense/newsml29'] as $path) {
    try {
        $client->get($path);
    } catch (ClientException $error) {
        $refusals[] = [$error->getCode(), str_contains((string) $error->getResponse()->getBody(), 'Dosya Bulunamad')];
    }
}

echo json_encode([
    'files' => $files,
    'linkedBytes' => filesize("$folder/linked"),
    'tokens' => count($links['tokens']),
    'urls' => count($links['data']['result']),
    'refusals' => $refusals,
]);
