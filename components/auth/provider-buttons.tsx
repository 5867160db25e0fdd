import { Button } from '@/components/ui/button';

type ProviderAction = (form: FormData) => Promise<void>;

type ProviderButtonsProps = {
  next: string | undefined;
  /** Who signs in once more; null for somebody who is signed out. */
  person: string | null;
  /** Null where the shop has no keys of a provider. */
  gitHub: ProviderAction | null;
  google: ProviderAction | null;
};

export function ProviderButtons({ next, person, gitHub, google }: ProviderButtonsProps) {
  if (!gitHub && !google) return null;
  return (
    <div className="grid gap-3 border-t border-line pt-6">
      {gitHub ? <ProviderButton name="GitHub" action={gitHub} next={next} person={person} /> : null}
      {google ? <ProviderButton name="Google" action={google} next={next} person={person} /> : null}
    </div>
  );
}

type ProviderButtonProps = Pick<ProviderButtonsProps, 'next' | 'person'> & {
  name: string;
  action: ProviderAction;
};

function ProviderButton({ name, action, next, person }: ProviderButtonProps) {
  return (
    <form action={action}>
      {next === undefined ? null : <input type="hidden" name="next" value={next} />}
      {person === null ? null : <input type="hidden" name="for" value={person} />}
      <Button type="submit" wide>
        {`Continue with ${name}`}
      </Button>
    </form>
  );
}
