import { isAbsolute } from 'node:path'
import { z } from 'zod'
import { blobPlace, dataMiningCode, wholeNumber, yesNo } from './schemas.ts'
import { setting } from './setting.ts'

/** What pictures, video, graphics and files need to be told. */
export const mediaSettings = [
  setting({
    name: 'BLOBS',
    key: 'blobs',
    schema: blobPlace,
    expected:
      'a folder, or s3://bucket/prefix, with ?endpoint=http://host:port, &region=… and &pathStyle=1 where it is not that of Amazon',
    default: null,
    defaultInWords: '`DATA_DIR/blobs`',
    sentence:
      'Where the bytes of files are kept, the same for every process; credentials for S3 as for every program of AWS (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, …).',
  }),
  setting({
    name: 'UPLOAD_LIMIT_MIB',
    key: 'uploadLimitMib',
    schema: wholeNumber(1, 1_048_576),
    expected: 'a whole number of MiB from 1 to 1048576',
    default: '10240',
    sentence: 'The largest file that is taken.',
  }),
  setting({
    name: 'FFMPEG',
    key: 'ffmpeg',
    schema: z.string().refine(text => isAbsolute(text) && !text.includes('\0')),
    expected: 'an absolute path, such as /opt/ffmpeg/bin/ffmpeg',
    default: null,
    defaultInWords: 'the one on the PATH, if there is any',
    sentence:
      'The ffmpeg that makes the sizes of videos, with ffprobe beside it; without one, videos go out as they came in.',
  }),
  setting({
    name: 'LINK_BINDS_ADDRESS',
    key: 'linkBindsAddress',
    schema: yesNo,
    expected: '0 or 1',
    default: '0',
    sentence: 'Whether a link to a file works only from the address of whoever asked for it.',
  }),
  setting({
    name: 'DATA_MINING',
    key: 'dataMining',
    schema: dataMiningCode,
    expected:
      'a code of PLUS: DMI-UNSPECIFIED, DMI-ALLOWED, DMI-PROHIBITED-AIMLTRAINING, DMI-PROHIBITED-GENAIMLTRAINING, DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING or DMI-PROHIBITED',
    default: 'DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING',
    sentence:
      'What machines may learn from what is sent, as pictures and documents say it; a picture whose maker forbids it keeps that.',
  }),
] as const
