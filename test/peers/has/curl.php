<?php
// A client of HAS as PHP programs with curl are written: parameters as headers of an empty POST, no pause between documents, the first link is the
// picture, the file name behind the only "=", the link of a token by a regular expression over the raw head.

[, $base, $credentials] = $argv;

function ask(string $path, array $options = []): array {
    global $base, $credentials;
    $headers = [];
    $curl = curl_init($base . $path);
    curl_setopt_array($curl, $options + [
        CURLOPT_USERPWD => $credentials,
        CURLOPT_RETURNTRANSFER => true,
        CURLOPT_FOLLOWLOCATION => false,
        CURLOPT_HEADERFUNCTION => function ($curl, string $line) use (&$headers): int {
            $parts = explode(': ', trim($line), 2);
            if (count($parts) === 2) $headers[$parts[0]] = $parts[1];
            return strlen($line);
        },
    ]);
    $body = curl_exec($curl);
    return ['body' => $body, 'code' => curl_getinfo($curl, CURLINFO_HTTP_CODE), 'headers' => $headers];
}

function search(array $options): array {
    $answer = json_decode(ask('/search', [CURLOPT_POST => true] + $options)['body']);
    if ($answer->response->success == false) throw new Exception($answer->response->message);
    return $answer->data->result;
}

/** What is read of a newsml29, path by path. */
function read(string $xml): array {
    $document = simplexml_load_string($xml);
    $document->registerXPathNamespace('n', 'http://iptc.org/std/nar/2006-10-01/');
    $document->registerXPathNamespace('nitf', 'http://iptc.org/std/NITF/2006-10-18/');
    $first = fn(string $path): string => (string) ($document->xpath($path)[0] ?? '');
    $content = $first('//nitf:body.content');
    return [
        'guid' => $first('//n:newsItem/@guid'),
        'created' => $first('//n:itemMeta/n:versionCreated'),
        'category' => $first('//n:subject/n:name[@xml:lang="tr"]'),
        'headline' => $first('//n:contentMeta/n:headline'),
        'city' => $first('//n:located[@type="cptype:city"]/n:name[@xml:lang="tr"]'),
        'picture' => $first('//n:itemMeta/n:link/@residref'),
        'pictureClass' => $first('//n:itemMeta/n:link/n:itemClass/@qcode'),
        // Only what stands behind the code of the agency is kept.
        'text' => trim(strip_tags(explode('(DL)', $content, 2)[1] ?? '')),
    ];
}

$folder = $argv[3];
$parameters = ['start_date' => '*', 'end_date' => 'NOW', 'limit' => '100', 'offset' => '0', 'filter_type' => '1', 'filter_language' => '', 'filter_category' => ''];
$byHeaders = search([CURLOPT_POSTFIELDS => '', CURLOPT_HTTPHEADER => array_map(fn($name, $value) => "$name: $value", array_keys($parameters), $parameters)]);
$byMultipart = search([CURLOPT_POSTFIELDS => $parameters]);
$byForm = search([CURLOPT_POSTFIELDS => http_build_query($parameters)]);

$stories = [];
foreach ($byHeaders as $line) {
    $answer = ask("/document/{$line->id}/newsml29?v=25028");
    $name = explode('=', $answer['headers']['Content-Disposition'])[1];
    file_put_contents("$folder/$name", $answer['body']);
    $stories[] = read($answer['body']) + ['code' => $answer['code'], 'type' => $answer['headers']['Content-Type'], 'file' => $name];
}

// The newest story that links a picture.
$withPicture = array_values(array_filter($stories, fn($story) => $story['picture'] !== ''))[0];
$picture = ask("/document/{$withPicture['picture']}/web");
$file = "$folder/" . explode('=', $picture['headers']['Content-Disposition'])[1];
file_put_contents($file, $picture['body']);
[$width] = getimagesize($file);

$raw = ask("/token/{$withPicture['picture']}/print", [CURLOPT_HEADER => true])['body'];
preg_match('/Location: (.*)/', $raw, $found);
$linked = file_get_contents(trim($found[1]));

$discover = json_decode(ask('/discover/tr_TR')['body'], true);
$categories = [];
foreach ($discover['data']['category'] as $id => $name) $categories[] = "$id $name";
$denied = ask('/subscription', [CURLOPT_USERPWD => '3009999:wrong']);

echo json_encode([
    'byHeaders' => array_column($byHeaders, 'id'),
    'byMultipart' => array_column($byMultipart, 'id'),
    'byForm' => array_column($byForm, 'id'),
    'stories' => $stories,
    'picture' => ['width' => $width, 'type' => $picture['headers']['Content-Type'], 'file' => basename($file)],
    'linked' => ['type' => (new finfo(FILEINFO_MIME_TYPE))->buffer($linked), 'bytes' => strlen($linked)],
    'categories' => $categories,
    'subscribed' => json_decode(ask('/subscription/')['body'])->response->success == true,
    'denied' => [$denied['code'], json_decode($denied['body'])->response->code],
]);
