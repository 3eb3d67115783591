"""The noise schedule, the training target and a sampler with the exported scheduler.

Two choices differ from SDXL, both written into `scheduler_config.json`:

- `beta_end` 0.025 instead of 0.012. Our latents are 32x32 and redundant (large flat areas, repeated
  shapes), so with SDXL's schedule the last training step still shows the picture: its signal is 7 %,
  and a shape covering the canvas stands far above the averaged noise. The net then takes pure noise
  for a half-visible picture, which gave blotches instead of stripes. Here 1 % remains.
- v-prediction: at high noise an error of epsilon is multiplied by up to 1/0.01 in the picture.
"""
import numpy as np
import torch
from diffusers import EulerDiscreteScheduler

SCHEDULER = dict(
    beta_start=0.00085, beta_end=0.025, beta_schedule="scaled_linear", num_train_timesteps=1000,
    prediction_type="v_prediction", timestep_spacing="leading", steps_offset=1, use_karras_sigmas=False,
    interpolation_type="linear")


class Noise:
    """x_t = a x + s e; the net predicts v = a e - s x."""

    def __init__(self, device, noisy=1.0):
        self.noisy = noisy
        s = SCHEDULER
        betas = torch.linspace(s["beta_start"] ** 0.5, s["beta_end"] ** 0.5, 1000, dtype=torch.float64) ** 2
        kept = torch.cumprod(1 - betas, 0).float().to(device)
        self.a, self.s, snr = kept.sqrt(), (1 - kept).sqrt(), kept / (1 - kept)
        # min-SNR-5 for v: nearly clean pictures teach only the autoencoder's grain
        self.weight = 5 / (snr + 1).clamp(min=5)

    def times(self, n, rng):
        """Stratified, so that a small batch sees all levels. `noisy` 2 puts 71 % in the noisier half, where
        the layout is decided: below step 400 the loss was near its floor after minutes."""
        u = (rng.permutation(n) + rng.random(n)) / n
        return torch.from_numpy(np.minimum(999, (1 - (1 - u) ** self.noisy) * 1000).astype(np.int64))

    def add(self, x, e, t):
        return self.a[t, None, None, None] * x + self.s[t, None, None, None] * e

    def target(self, x, e, t):
        return self.a[t, None, None, None] * e - self.s[t, None, None, None] * x

    def loss(self, predicted, x, e, t):
        return (predicted - self.target(x, e, t)).pow(2).mean((1, 2, 3)) * self.weight[t]


def time_ids(n, device, rng=None, size=256.0):
    """SDXL's (original h, w, crop top, left, target h, w); sometimes odd sizes, so that they do no harm."""
    ids = np.tile(np.array([size, size, 0, 0, size, size], np.float32), (n, 1))
    if rng is not None:
        for k in np.nonzero(rng.random(n) < 0.25)[0]:
            o, t = rng.choice([256, 384, 512, 768, 1024], 2)
            ids[k] = (o, o, 0, 0, t, t)
    return torch.from_numpy(ids).to(device)


@torch.no_grad()
def sample(unet, context, pooled, scheduler=SCHEDULER, steps=20, guidance=5.0, seed=1, control=None, image=None,
           batch=8, cells=32):
    """Euler steps with classifier-free guidance against SDXL's zeroed empty prompt; returns latents."""
    device, out = context.device, []
    for i in range(0, len(context), batch):
        c, p = context[i:i + batch], pooled[i:i + batch]
        n = len(c)
        c, p = torch.cat([torch.zeros_like(c), c]), torch.cat([torch.zeros_like(p), p])
        s = EulerDiscreteScheduler(**scheduler)
        s.set_timesteps(steps)
        generators = [torch.Generator().manual_seed(seed * 1000 + i + k) for k in range(n)]
        x = torch.stack([torch.randn(4, cells, cells, generator=g) for g in generators]).to(device) * s.init_noise_sigma
        added = dict(text_embeds=p, time_ids=time_ids(2 * n, device, size=cells * 8.0))
        for t in s.timesteps:
            z, extra = s.scale_model_input(torch.cat([x, x]), t), {}
            if control is not None:
                down, mid = control(z, t, encoder_hidden_states=c, controlnet_cond=torch.cat([image[i:i + n]] * 2),
                                    added_cond_kwargs=added, return_dict=False)
                extra = dict(down_block_additional_residuals=down, mid_block_additional_residual=mid)
            e = unet(z, t, encoder_hidden_states=c, added_cond_kwargs=added, **extra).sample.float()
            u, v = e.chunk(2)
            x = s.step(u + guidance * (v - u), t, x).prev_sample
        out.append(x)
    return torch.cat(out)
