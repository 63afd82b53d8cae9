// Pictures are zipped in the page; what is shown, and what comes next, is unpacked.

const pictures = {
  urls: new Map(),

  url(code) {
    const url = this.urls.get(code) ?? this.unpack(code);
    // The few last ones, the latest at the end: going back is as quick as going on.
    this.urls.delete(code);
    this.urls.set(code, url);
    if (this.urls.size > 6) {
      const [oldest, gone] = this.urls.entries().next().value;
      this.urls.delete(oldest);
      gone.then(URL.revokeObjectURL, () => {});
    }
    return url;
  },

  async unpack(code) {
    const letters = atob(document.getElementById(code).textContent);
    const zipped = new Blob([Uint8Array.from(letters, (letter) => letter.charCodeAt(0))]);
    const plain = zipped.stream().pipeThrough(new DecompressionStream("gzip"));
    const svg = await new Response(plain).blob();
    return URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  },

  // Into an image, unless another heatmap is shown by then.
  async show(image, code) {
    try {
      image.src = await this.url(code);
    } catch (old) {
      image.alt = "This browser is too old to show the picture: use one of 2023 or later.";
    }
  },
};
