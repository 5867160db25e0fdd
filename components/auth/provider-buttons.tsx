import { Button } from '@/components/ui/button';

type ProviderAction = (form: FormData) => Promise<void>;

type ProviderButtonsProps = {
  next: string | undefined;
  /** Null where the shop has no keys of a provider. */
  gitHub: ProviderAction | null;
  google: ProviderAction | null;
};

export function ProviderButtons({ next, gitHub, google }: ProviderButtonsProps) {
  if (!gitHub && !google) return null;
  return (
    <div className="grid gap-3 border-t border-line pt-6">
      {gitHub ? <ProviderButton name="GitHub" action={gitHub} next={next} /> : null}
      {google ? <ProviderButton name="Google" action={google} next={next} /> : null}
    </div>
  );
}

type ProviderButtonProps = { name: string; action: ProviderAction; next: string | undefined };

function ProviderButton({ name, action, next }: ProviderButtonProps) {
  return (
    <form action={action}>
      {next === undefined ? null : <input type="hidden" name="next" value={next} />}
      <Button type="submit" wide>
        {`Continue with ${name}`}
      </Button>
    </form>
  );
}
