/** Colour arithmetic for the tests that hold the style sheet and tokens.ts together. */
export type Oklch = readonly [lightness: number, chroma: number, hueDegrees: number];

/** Linear sRGB, clipped to the gamut. Matrices: Björn Ottosson, "A perceptual color space" (2020). */
const toLinear = ([lightness, chroma, hue]: Oklch): [number, number, number] => {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
};

export const toHex = (colour: Oklch): string => {
  const channel = (linear: number) => {
    const encoded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
    return Math.round(encoded * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${toLinear(colour).map(channel).join('')}`;
};

/** WCAG 2.2 contrast ratio, 1 to 21. */
export const contrast = (one: Oklch, other: Oklch): number => {
  const luminance = (colour: Oklch) => {
    const [red, green, blue] = toLinear(colour);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low, high] = [luminance(one), luminance(other)].sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
};
