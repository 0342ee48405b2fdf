import { expect, test } from 'vitest'
import { isPublicAddress, publicLookup, refusedHost } from './media-address.ts'

test.each([
  ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1'],
  ...[
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    'fe80::1',
    'fd00::1',
    'ff02::1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
  ],
])('%s is of our own network', address => expect(isPublicAddress(address)).toBe(false))

test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111'])('%s is of the world', address =>
  expect(isPublicAddress(address)).toBe(true),
)

test.each([
  ...['http://127.0.0.1/', 'http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/', 'http://[::1]/'],
  'http://[::ffff:7f00:1]/',
])('an address is seen through however it is written: %s', url =>
  expect(refusedHost(new URL(url))).toMatch(/no address of the world$/u),
)

test('a name that leads inside is not looked up to the end', async () => {
  const found = await new Promise(resolve => publicLookup('localhost', { all: true }, error => resolve(error?.message)))
  expect(found).toMatch(/^localhost is \S+, which is no address of the world$/u)
})
