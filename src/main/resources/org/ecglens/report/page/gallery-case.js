// A chosen record: its integers unpacked, and what of it stands where on the paper.
const NONE = -32768;

/** With a minus that is as wide as a plus. */
ecglens.minus = (text) => text.replace('-', '−');

/** A number with the digits that are worth reading. */
ecglens.digits = (value) => {
  const size = Math.abs(value);
  return ecglens.minus(size >= 1000 ? value.toFixed(0)
    : size >= 10 ? value.toFixed(1)
      : size >= 0.1 || value === 0 ? value.toFixed(2) : value.toPrecision(2));
};

/** The same with its sign. */
ecglens.plus = (value) => (value < 0 ? '' : '+') + ecglens.digits(value);

function buffer(base64) {
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)).buffer;
}

function unpackTrack(track) {
  return track && { ...track, points: new Int32Array(buffer(track.points)) };
}

function unpackMap(map) {
  return {
    ...map,
    values: new Int8Array(buffer(map.values)),
    averaged: new Int8Array(buffer(map.averaged)),
    track: unpackTrack(map.track),
  };
}

/** Unpacks a case of the data. */
ecglens.galleryCase = (one) => {
  let start = 0;
  const strips = one.strips.map((strip) => {
    const placed = { ...strip, start };
    start += strip.to - strip.from;
    return placed;
  });
  const signal = new Int16Array(buffer(one.signal.values));
  const maps = one.maps.map(unpackMap);

  /** Value of the signal in its unit; null where there is none. */
  const value = (strip, sample) => {
    const raw = signal[strip.start + sample - strip.from];
    return raw === NONE ? null : raw * one.signal.step;
  };

  return {
    ...one,
    strips,
    maps,
    value,
    map: (method) => maps.find((map) => map.method === method),

    /** Attribution of a map from −1 to 1; averaged over leads it has no sign. */
    heat: (map, averaged, strip, sample) =>
      (averaged ? map.averaged[sample] : map.values[strip.start + sample - strip.from]) / 127,

    x: (strip, sample) => strip.x + (sample - strip.from) * strip.mmPerSample,

    /** Height of a sample; null where there is none. A trace leaves its strip by 10 mm at most. */
    y: (strip, sample) => {
      const height = value(strip, sample);
      if (height === null) {
        return null;
      }
      const y = strip.y - (height - strip.middle) * strip.mmPerUnit;
      return Math.max(strip.y - strip.above - 10, Math.min(strip.y + strip.below + 10, y));
    },

    /** The longest stretch of a lead. */
    stripOf: (lead) => strips.filter((strip) => strip.lead === lead)
      .reduce((a, b) => (b.to - b.from > a.to - a.from ? b : a)),

    /** Where a point stands, in all strips that hold it: [strip, sample]. */
    places: (point) => {
      const lead = Math.floor(point / one.samples);
      const sample = point % one.samples;
      return strips
        .filter((strip) => strip.lead === lead && sample >= strip.from && sample < strip.to)
        .map((strip) => [strip, sample]);
    },
  };
};
