// The colours of both themes, one source for our own CSS (as custom properties) and for antd (as theme tokens).
// All text pairs reach 4.5 : 1; `ink4` is for disabled only. Text on any `-fill` is white.

export type ThemeName = 'light' | 'dark'

const light = {
  bg: '#FFFFFF',
  side: '#F5F5F2',
  sub: '#FAFAF7',
  line: '#E8E8E3',
  line2: '#D5D6CF',
  ink: '#1C2125',
  ink2: '#4E565C',
  ink3: '#626A70',
  ink4: '#A2A8AC',
  hover: '#F3F3EF',
  sel: '#E9EFF8',
  acc: '#2A5596',
  'acc-fill': '#2A5596',
  'acc-soft': '#E9EFF8',
  red: '#B02F26',
  'red-soft': '#FBEEEC',
  'red-line': '#E3B5B0',
  och: '#8F4A00',
  'och-fill': '#A85A08',
  'och-soft': '#FCF3E5',
  'och-line': '#ECCF9F',
  teal: '#0C6670',
  'teal-fill': '#0F6F7A',
  'teal-soft': '#E5F3F4',
  'teal-line': '#A9D3D7',
  grn: '#26734A',
  'grn-soft': '#EAF4EE',
  'grn-line': '#B4D8C3',
  plum: '#6A4779',
  'plum-soft': '#F4EFF7',
  'plum-line': '#D2BFDB',
  mark: '#FDF0C4',
  seal: '#A8322A',
  face: '#7E2F26',
  'face-line': '#C89A92',
  'face-paper': '#FFFEFB',
  shade: 'rgba(28, 33, 37, 0.28)',
  float: '0 8px 28px rgba(28, 33, 37, 0.16), 0 1px 3px rgba(28, 33, 37, 0.1)',
} as const

export type TokenName = keyof typeof light

const dark: Readonly<Record<TokenName, string>> = {
  bg: '#17191B',
  side: '#111314',
  sub: '#1B1E20',
  line: '#262A2D',
  line2: '#3A4044',
  ink: '#E4E6E7',
  ink2: '#B0B6BA',
  ink3: '#8C9399',
  ink4: '#5C6469',
  hover: '#212527',
  sel: '#1D2C45',
  acc: '#8DB4EE',
  'acc-fill': '#3A66A8',
  'acc-soft': '#1D2C45',
  red: '#F0928A',
  'red-soft': '#35201E',
  'red-line': '#6A3833',
  och: '#EEB065',
  'och-fill': '#A35C10',
  'och-soft': '#2E2213',
  'och-line': '#5F4420',
  teal: '#69C5CE',
  'teal-fill': '#1C7680',
  'teal-soft': '#142A2D',
  'teal-line': '#28565C',
  grn: '#74C495',
  'grn-soft': '#182A20',
  'grn-line': '#2F5741',
  plum: '#C9A9D8',
  'plum-soft': '#2A2130',
  'plum-line': '#54415F',
  mark: '#4A3F16',
  seal: '#A8322A',
  face: '#E5A59C',
  'face-line': '#6E4A44',
  'face-paper': '#1B1A19',
  shade: 'rgba(0, 0, 0, 0.5)',
  float: '0 8px 28px rgba(0, 0, 0, 0.5), 0 0 0 1px #2d3235',
}

export const tokens: Readonly<Record<ThemeName, Readonly<Record<TokenName, string>>>> = { light, dark }

/** Puts the theme's colours on the page as `--name` and marks the root, so that CSS and native controls follow. */
export const applyTokens = (theme: ThemeName, root: HTMLElement): void => {
  for (const [name, value] of Object.entries(tokens[theme])) root.style.setProperty(`--${name}`, value)
  root.style.colorScheme = theme
  root.dataset['theme'] = theme
}
