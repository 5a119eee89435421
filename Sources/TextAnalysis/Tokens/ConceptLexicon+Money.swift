extension ConceptLexicon {
    /// What is paid, charged, given back; cards and banks.
    static let money = """
        refund reimburse reimbursement repay repayment money_back give_back paid_back pay_back
            erstatten erstattung rückerstattung rückerstatten zurückerstatten geld_zurück gutschrift gutschreiben
            rembourser remboursement remboursé remboursée remboursez
            reembolso reembolsar reembolsado reembolsen devolver_dinero
        pay payment paid paying payable settle
            zahlen bezahlen zahlung bezahlung gezahlt bezahlt zahle zahlungen überweise
            payer paiement paiements payé payée règlement régler paie
            pagar pago pagos pagado pagué abonar pagamos
        charge charged billed debit debited deducted withdrawn took_money
            abgebucht abbuchung abbuchen belastet belastung abgezogen eingezogen
            débité débit prélevé prélèvement prélèvements facturé débitée prélevée
            cobrado cobro cargo cobraron cobrar cargos cobros descontado
        invoice bill receipt billing statement
            rechnung rechnungen beleg quittung abrechnung rechnungskopie
            facture factures reçu facturation relevé
            factura facturas recibo facturación comprobante
        price cost costs pricing rate expensive cheap tariff quote how_much
            preis preise kosten kostet tarif teuer günstig preisliste
            prix coût coûte tarif tarifs cher combien
            precio precios costo coste cuesta tarifa tarifas caro cuánto
        fee surcharge commission extra_charge additional_charge
            gebühr gebühren aufpreis zuschlag zusatzkosten
            frais commission supplément
            comisión comisiones recargo tasa tasas
        free gratis complimentary no_charge free_of
            kostenlos gratis umsonst
            gratuit gratuite gratuitement
            gratis gratuito gratuita
        discount coupon voucher promo promotion rebate offer
            rabatt gutschein gutscheincode aktion nachlass
            remise réduction rabais bon promotion coupon
            descuento cupón promoción oferta rebaja
        plan subscription tier package membership contract
            abo abonnement tarifplan paket mitgliedschaft vertrag
            abonnement forfait formule contrat adhésion
            plan suscripción paquete membresía contrato abono
        declined rejected refused denied bounced not_accepted
            abgelehnt verweigert zurückgewiesen
            refusé rejeté décliné refusée
            rechazado rechazada denegado rechazan
        accept accepted acceptance support supported take
            akzeptieren akzeptiert annehmen nehmen_sie
            accepter acceptez acceptée
            aceptar aceptan acepta admiten
        card credit_card debit_card visa mastercard plastic
            karte kreditkarte bankkarte debitkarte
            carte cartes bancaire visa
            tarjeta tarjetas visa
        bank bank_account iban direct_debit wire
            bank bankkonto iban lastschrift bankverbindung
            banque iban rib bancaire virement
            banco iban domiciliación bancaria
        transfer transferred move_money send_money wire_transfer
            überweisung überweisen überwiesen
            virement virer transférer transfert
            transferencia transferir transferido
        top_up topup load_money add_money add_funds recharge deposit fund
            aufladen aufladung einzahlen guthaben einzahlung
            recharger recharge créditer dépôt
            recargar recarga ingresar depósito
        withdraw withdrawal cash atm cash_machine cashpoint take_out
            abheben bargeld geldautomat auszahlung auszahlen
            retrait retirer espèces distributeur
            retirar retiro efectivo cajero
        balance funds credit amount
            guthaben saldo kontostand betrag
            solde crédit montant
            saldo crédito importe
        currency currencies exchange_rate euro dollar pound foreign
            währung währungen wechselkurs euro dollar fremdwährung
            devise devises taux euro dollar monnaie
            moneda divisa divisas cambio euro dólar
        limit maximum minimum cap restriction allowance
            limit grenze maximum höchstbetrag
            limite plafond maximum
            límite máximo mínimo tope
        tax vat taxes
            steuer mehrwertsteuer umsatzsteuer
            tva taxe
            iva impuesto
        job salary wage income paycheck employer
            gehalt lohn arbeit job
            salaire emploi travail
            salario sueldo trabajo nómina
        loan credit_score mortgage interest_rate lending
            kredit darlehen zins
            prêt crédit intérêt
            préstamo hipoteca interés
        insurance policy coverage
            versicherung police
            assurance police
            seguro póliza
        virtual_card disposable digital_card
            virtuelle_karte
            carte_virtuelle
            tarjeta_virtual
        apple_pay google_pay contactless wallet paypal
            apple_pay google_pay kontaktlos paypal
            sans_contact paypal
            sin_contacto paypal
        """
}
